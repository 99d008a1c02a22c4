/** A device that wants to go on with an attempt which another one holds, and the code that it shows meanwhile. */
export type AskingDevice = { device: string; code: string; at: string } // at: ISO instant of its last word

/** A device that asks does so every few seconds; after this long without a word it has left. */
const ASKING_SECONDS = 30

/** Whoever has so many devices ask at once has given the PIN away: the desk gives another one. */
export const MOST_ASKING = 8

/** Those that still ask, in the order in which they began. */
export function stillAsking(devices: readonly AskingDevice[], now: Date): AskingDevice[] {
  return devices.filter(({ at }) => now.getTime() - Date.parse(at) < ASKING_SECONDS * 1000)
}

/**
 * The list with this device on it: under the code that it shows already, or under one that no other shows. While the list
 * is full, a new one is not on it.
 *
 * @param drawCode gives another code each time
 */
export function withAsking(
  devices: readonly AskingDevice[],
  device: string,
  now: Date,
  drawCode: () => string,
): AskingDevice[] {
  const others = stillAsking(devices, now)
  const at = now.toISOString()
  if (others.some((each) => each.device === device))
    return others.map((each) => (each.device === device ? { ...each, at } : each))
  if (others.length >= MOST_ASKING) return others
  let code = drawCode()
  while (others.some((each) => each.code === code)) code = drawCode()
  return [...others, { device, code, at }]
}
