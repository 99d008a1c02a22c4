// Compares a chosen file with the issued one on this device; without this script the form sends the file instead.
const form = document.querySelector('form[data-sha256]')
const input = form?.querySelector('input[type=file]')

if (input && globalThis.crypto?.subtle) {
  form.dataset.local = '' // the field now fills the frame: a file may be dropped anywhere on it
  for (const part of form.querySelectorAll('[data-without-script]')) part.hidden = true
  for (const part of form.querySelectorAll('[data-with-script]')) part.hidden = false
  input.addEventListener('change', async () => {
    const [file] = input.files
    if (!file) return
    const answer = await compared(file)
    for (const part of form.querySelectorAll('[data-answer]')) {
      part.hidden = part.dataset.answer !== answer
      if (!part.hidden) part.scrollIntoView({ block: 'nearest' })
    }
  })
}

/** The same answers as the server gives: one sentence for each file, whatever it is. */
async function compared(file) {
  if (file.size > Number(form.dataset.limit)) return 'too_large'
  const bytes = await file.arrayBuffer().catch(() => null) // moved or taken away since it was chosen
  if (!bytes?.byteLength) return 'missing'
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return sha256 === form.dataset.sha256 ? 'match' : 'differs'
}
