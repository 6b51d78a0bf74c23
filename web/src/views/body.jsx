export default function Body() {
  return null;
}
