const YEAR_SECONDS = 31_536_000

/** Keeps a choice of this browser where the server reads it before the first paint. Nothing else depends on it. */
export function keepPreference(name: 'locale' | 'hotkeys' | 'rail', value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not in every browser that offices still use
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
}
