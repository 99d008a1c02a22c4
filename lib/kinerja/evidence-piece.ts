/** As many pieces as one entry may have. */
export const MOST_EVIDENCE = 5

/** A piece of evidence as it is listed. */
export type Evidence = {
  id: string
  kind: 'photo' | 'file' | 'link'
  name: string
  url: string | null // of a link
  sizeBytes: number | null // of a photo or a file
}
