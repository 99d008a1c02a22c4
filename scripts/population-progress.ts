/**
 * Shows how far a population is written: one line that is rewritten on a terminal, a line for each tenth elsewhere.
 */
export function populationProgress(stream: NodeJS.WriteStream): (done: number, all: number) => void {
  let tenth = -1
  return (done, all) => {
    const percent = Math.min(100, Math.floor((done / all) * 100))
    const line = `  ${count(done)} of ${count(all)} employees (${percent} %)`
    if (stream.isTTY) {
      stream.write(`\r${line}${done >= all ? '\n' : ''}`)
    } else if (Math.floor(percent / 10) !== tenth) {
      tenth = Math.floor(percent / 10)
      stream.write(`${line}\n`)
    }
  }
}

const count = (value: number) => value.toLocaleString('en-GB')
