const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** True for a text that can be an id; anything else in an address is simply not found. */
export function isUuid(text: string): boolean {
  return UUID.test(text)
}
