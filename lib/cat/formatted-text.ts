import { type ItemProblem, note } from '@/lib/cat/item-file'
import { cleanHtml, type ImageSource, markupOfText } from '@/lib/cat/item-markup'

/** A text of Moodle in one of its formats. Markdown shows with its signs, which is told. */
export function markedUp(
  format: string,
  text: string,
  images?: ImageSource,
): { html: string; problems: ItemProblem[] } {
  if (format === 'plain_text' || format === 'plain') return { html: markupOfText(text), problems: [] }
  if (format === 'html') return cleanHtml(text, images)
  const { html, problems } = cleanHtml(text.replace(/\n{2,}/g, '<br/><br/>'), images)
  return { html, problems: format === 'markdown' && /[*_`#[]/.test(text) ? [...problems, note('markdown')] : problems }
}

/** Whether a text has a formula that only Moodle's filter would draw. */
export function hasTex(html: string): boolean {
  return /\\\(|\\\[|\$\$/.test(html)
}
