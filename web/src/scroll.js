// Where one was on a page before leaving it: kept with the entry of the history, and found again on the way back, once
// what the page shows is as long as it was.
const WAIT = 2000;

history.scrollRestoration = 'manual';

export function keepPlace() {
  history.replaceState({ ...history.state, y: window.scrollY }, '');
}

export function findPlace(y) {
  const until = performance.now() + WAIT;
  const left = () => {
    given = true;
  };
  let given = false;
  // Whoever scrolls meanwhile is not pulled back.
  addEventListener('wheel', left, { once: true });
  const step = () => {
    if (given) return;
    window.scrollTo(0, y);
    if (Math.abs(window.scrollY - y) > 1 && performance.now() < until) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}
