/** The eight words of a key, as two people read them to each other. */
export function KeyWords({ words, label }: { words: readonly string[]; label: string }) {
  return (
    <div className="text-sm">
      <p className="text-xs text-muted">{label}</p>
      <p className="font-semibold wrap-anywhere">{words.join(' · ')}</p>
    </div>
  )
}
