export default function Load() {
  return null;
}
