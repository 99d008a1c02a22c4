// The one entry of `npm start`, `npm run dev`, `npm test`, `npm run check` and of the scripts that need the database.
// It imports nothing by itself, so that even an old Node reaches the sentence below.
const [major, minor] = process.versions.node.split('.').map(Number)
const isTesting = process.argv[2] === 'test' || process.argv[2] === 'check'
const isFit = isTesting
  ? (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22
  : major > 20 || (major === 20 && minor >= 9)

if (isFit) {
  import('./launcher.mjs').then((launcher) => launcher.main(process.argv[2], process.argv.slice(3)))
} else {
  const needed = isTesting ? 'Node 20.19 or later of version 20, or 22.12 or later,' : 'Node 20.9 or later'
  console.error(`Satya needs ${needed} for this command; this is Node ${process.versions.node}.`)
  process.exitCode = 1
}
