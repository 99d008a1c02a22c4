/** As the agency sent it at the registration, and as the desk took it. */
export type PhotoKind = 'registration' | 'desk'

/** Enough to tell a face from another one, in pixels and bytes; a browser draws what it sends no larger. */
export const PHOTO_LIMITS = { mostBytes: 60_000, sides: [480, 400, 320] }

/** How many photos go to the server at once. */
export const PHOTOS_AT_ONCE = 20

/** What became of the photos that were sent, by the names of their files. */
export type KeptPhotos = {
  kept: number
  unknown: string[]
  unreadable: string[]
  settled: string[] // of whom the desk has seen already
  coverage: PhotoCoverage
}

/** Of how many candidates of a programme a registration photo is there. */
export type PhotoCoverage = { photos: number; candidates: number }

/** `2490 1100 0001.jpg` is the photo of candidate 249011000001. */
export function numberOfFile(name: string): string {
  return name.replace(/\.\w{1,5}$/, '').replace(/\s+/g, '')
}
