/** Does the work again and again, never twice at once. It keeps no process alive. Returns how to stop. */
export function follow(work: () => Promise<void>, milliseconds: number): () => void {
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    void work().finally(() => {
      isBusy = false;
    });
  }, milliseconds);
  timer.unref();
  return () => clearInterval(timer);
}
