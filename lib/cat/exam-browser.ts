import type { ExamBrowserSettings } from '@/lib/cat/safe-exam-browser'

/**
 * How Safe Exam Browser is set for one session: it opens the exam room, proves its settings with each request, and is
 * left with the password that the supervisor has.
 *
 * @param quitHash SHA-256 of that password, in hexadecimal digits
 */
export function sessionSettings(origin: string, quitHash: string): ExamBrowserSettings {
  return {
    startURL: `${origin}/cat/ruang-ujian`,
    sendBrowserExamKey: true,
    allowQuit: true,
    hashedQuitPassword: quitHash,
    allowPreferencesWindow: false,
  }
}

/** The settings as the file that Safe Exam Browser opens: a property list, not encrypted. */
export function settingsFile(settings: ExamBrowserSettings): string {
  const entries = Object.entries(settings).map(([name, value]) => `<key>${name}</key>${written(value)}`)
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>${entries.join('')}</dict></plist>
`
}

function written(value: unknown): string {
  if (typeof value === 'boolean') return value ? '<true/>' : '<false/>'
  return `<string>${String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</string>`
}
