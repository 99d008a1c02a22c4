/**
 * Shows how far a population is written, its people and then its indexes: one line each that is rewritten on a terminal, a
 * line for each tenth elsewhere.
 */
export function populationProgress(stream: NodeJS.WriteStream): (done: number, all: number, of?: string) => void {
  let shown = ''
  return (done, all, of = 'employees') => {
    const percent = Math.min(100, Math.floor((done / all) * 100))
    const line = `  ${count(done)} of ${count(all)} ${of} (${percent} %)`
    if (stream.isTTY) {
      stream.write(`\r${line}${done >= all ? '\n' : ''}`)
    } else if (`${of} ${Math.floor(percent / 10)}` !== shown) {
      shown = `${of} ${Math.floor(percent / 10)}`
      stream.write(`${line}\n`)
    }
  }
}

const count = (value: number) => value.toLocaleString('en-GB')
