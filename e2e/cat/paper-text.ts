import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** The words of a paper as a reader sees them. */
export async function textOfPaper(pdf: Uint8Array): Promise<string> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 })
  const paper = await task.promise
  const pages = await Promise.all(Array.from({ length: paper.numPages }, (_, at) => paper.getPage(at + 1)))
  const texts = await Promise.all(pages.map((page) => page.getTextContent()))
  await task.destroy()
  return texts.flatMap(({ items }) => items.map((item) => ('str' in item ? item.str : ''))).join(' ')
}
