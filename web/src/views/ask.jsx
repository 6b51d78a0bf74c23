export default function Ask() {
  return null;
}
