/** Work that whoever asks for the same key meanwhile shares; whoever asks after its end has it done again. */
export function onceAtATime<Rest extends unknown[], Value>(work: (key: string, ...rest: Rest) => Promise<Value>) {
  const running = new Map<string, Promise<Value>>()
  return (key: string, ...rest: Rest): Promise<Value> => {
    const known = running.get(key)
    if (known) return known
    const value = work(key, ...rest).finally(() => running.delete(key))
    running.set(key, value)
    return value
  }
}
