const TITLE_WIDTH = 13
const TICK_SECONDS = 5

let isHushed = false

/** No progress: the output belongs to a script, and may be read by a program. */
export function hush() {
  isHushed = true
}

/**
 * Runs one step and prints its title at once and its duration at the end; a long step shows that it lives.
 *
 * @template T
 * @param {string} title
 * @param {(note: (text: string) => void) => Promise<T>} work `note` adds what is worth knowing to the line
 * @param {{ talks?: boolean }} [options] talks is for a step that prints lines of its own
 * @returns {Promise<T>}
 */
export async function step(title, work, { talks = false } = {}) {
  const started = performance.now()
  const notes = []
  const name = title.padEnd(TITLE_WIDTH)
  print(talks ? `${name}...\n` : name)
  const tick = setInterval(() => !talks && print('.'), TICK_SECONDS * 1000)
  let end = 'failed after '
  try {
    const result = await work((text) => notes.push(text))
    end = ''
    return result
  } finally {
    clearInterval(tick)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    print(`${talks ? name : ' '}${end}${seconds} s${notes.map((note) => `, ${note}`).join('')}\n`)
  }
}

/** A sentence of its own between the steps. */
export function say(text) {
  process.stdout.write(`${text}\n`)
}

function print(text) {
  if (!isHushed) process.stdout.write(text)
}
