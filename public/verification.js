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
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
    const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
    const answer = sha256 === form.dataset.sha256 ? 'match' : 'differs'
    for (const part of form.querySelectorAll('[data-answer]')) part.hidden = part.dataset.answer !== answer
  })
}
