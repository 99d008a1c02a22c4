// The one entry of `npm start`, `npm run dev`, `npm test`, `npm run check` and of the scripts that need the database.
// It imports nothing by itself, so that even an old Node reaches the sentence below.
const needed = process.argv[2] === 'test' ? [20, 19] : [20, 9]
const current = process.versions.node.split('.').map(Number)

if (current[0] < needed[0] || (current[0] === needed[0] && current[1] < needed[1])) {
  console.error(
    `Satya needs Node ${needed.join('.')} or later for this command; this is Node ${process.versions.node}.`,
  )
  process.exitCode = 1
} else {
  import('./launcher.mjs').then((launcher) => launcher.main(process.argv[2], process.argv.slice(3)))
}
