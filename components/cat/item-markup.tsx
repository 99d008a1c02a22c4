/** Markup that the server has reduced to the elements of an item (`lib/cat/item-markup.ts`). */
export function ItemMarkup({ html, className = '' }: { html: string; className?: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: cleaned when it was written, and in the database as it was cleaned
  return <div className={`item-markup ${className}`} dangerouslySetInnerHTML={{ __html: html }} />
}
