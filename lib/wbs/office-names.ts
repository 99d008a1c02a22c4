import type { Traces } from '@/lib/wbs/clean'
import type { Attribute, Rewriting, Tag } from '@/lib/wbs/xml-rewrite'

const NO_TIME = '2000-01-01T00:00:00'
const WITHOUT_TIME = ['date', 'dateUtc', 'dt', 'dT', 'created', 'modified']
const NAMES = ['author', 'userId', 'userName', 'displayName', 'lastModifiedBy', 'presenceId']
/** Elements whose attribute `name` is a person's. */
const PEOPLE = ['cmAuthor', 'author', 'person']
const GONE = ['rsids', 'rsid', 'attachedTemplate', 'docVars', 'mailMerge', 'absPath', 'writeProtection', 'fileSharing']
const NAME_TEXTS = ['author', 'creator', 'creator-initials', 'initial-creator', 'sender-initials']
/** What programs write as the description of a picture: the name or path of the file that it came from. */
const FILE_NAME = /[\\/]|\.(jpe?g|png|gif|webp|heic|bmp|tiff?|svg|emf|wmf|pdf)$/i

/**
 * How the parts of one office file are written anew: names of people become "Penulis 1", "Penulis 2" and so on, the same
 * for the same name; times, session numbers and paths go. `tell` notes what was met.
 */
export function scrubbing(traces: Traces): Rewriting & { tell(): void } {
  const numbers = new Map<string, number>()
  const counts = { comments: 0, revisions: 0, sessions: 0, paths: 0 }

  const instead = (name: string) => {
    if (name.trim() === '') return name
    if (!numbers.has(name)) numbers.set(name, numbers.size + 1)
    return `Penulis ${numbers.get(name)}`
  }

  const attribute = (each: Attribute, { prefix, name }: Tag): Attribute | undefined => {
    const own = each.name
    if (/^rsid/.test(own) || own === 'paragraph-rsid') {
      counts.sessions++
      return undefined
    }
    if (WITHOUT_TIME.includes(own) && /\d{4}-\d\d-\d\dT/.test(each.value)) {
      return prefix === 'w' ? undefined : { ...each, value: NO_TIME }
    }
    if (own === 'providerId') return { ...each, value: 'None' }
    if (own === 'initials') return { ...each, value: each.value && 'P' }
    if (NAMES.includes(own) || (own === 'name' && PEOPLE.includes(name))) return { ...each, value: instead(each.value) }
    const isDrawing = /^(docPr|cNvPr|imagedata|image|frame)$/.test(name)
    if (isDrawing && ['name', 'descr', 'title'].includes(own) && FILE_NAME.test(each.value)) {
      counts.paths++
      return { ...each, value: own === 'name' ? 'Gambar' : '' }
    }
    return each
  }

  return {
    tag(tag) {
      if (GONE.includes(tag.name)) {
        if (tag.name === 'absPath' || tag.name === 'attachedTemplate') counts.paths++
        return false
      }
      if (/^(comment|cm|annotation|threadedComment)$/.test(tag.name)) counts.comments++
      if (/^(ins|del|moveFrom|moveTo|rPrChange|pPrChange|changed-region)$/.test(tag.name) && isOfText(tag))
        counts.revisions++
      tag.attributes = tag.attributes.flatMap((each) => attribute(each, tag) ?? [])
      return true
    },
    text(text, element) {
      if (NAME_TEXTS.includes(element)) return instead(text)
      return element === 'date' && /^\d{4}-\d\d-\d\dT/.test(text) ? NO_TIME : text
    },
    tell() {
      traces.set('comments', counts.comments)
      if (counts.revisions > 0) traces.set('revisions', counts.revisions)
      if (numbers.size > 0) traces.set('author', numbers.size)
      if (counts.sessions > 0) traces.note('program')
      if (counts.paths > 0) traces.note('links')
    },
  }
}

function isOfText({ prefix, name }: Tag): boolean {
  return prefix === 'w' || name === 'changed-region'
}
