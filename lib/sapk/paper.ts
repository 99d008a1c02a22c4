import type { DocumentKind, TemplateData } from '@/lib/documents/templates'
import { type Proposal, type ProposalState, type Turn, turnFor } from '@/lib/sapk/proposal'

/** The papers of a proposal, each with the word that stands for it in an address. */
export const paperSlugs = { letter: 'surat-usul', note: 'nota-usul', technical: 'pertek', decree: 'sk' } as const
export type Paper = keyof typeof paperSlugs

export const papers = Object.keys(paperSlugs) as Paper[]

export function paperFrom(slug: string): Paper | undefined {
  return papers.find((paper) => paperSlugs[paper] === slug)
}

const kinds: Record<Paper, DocumentKind> = {
  letter: 'proposal_letter',
  note: 'proposal_note',
  technical: 'technical_approval',
  decree: 'promotion_decree',
}

/** The paper that an issued letter is. */
export function paperOfKind(kind: DocumentKind): Paper {
  return papers.find((paper) => kinds[paper] === kind) ?? 'decree'
}

const inAgency: ProposalState[] = [
  'draft',
  'collecting',
  'agency_review',
  'agency_repair',
  'awaiting_approval',
  'awaiting_letter',
]

const drafting: Record<Paper, readonly ProposalState[]> = {
  letter: inAgency,
  note: inAgency,
  technical: ['technical_draft', 'initialling', 'technical_signing'],
  decree: ['decree_draft', 'decree_signing'],
}

/** The states in which a paper is drawn up. */
export function draftStates(paper: Paper): readonly ProposalState[] {
  return drafting[paper]
}

/** The papers that are drawn up in a state and not signed yet. */
export function draftsIn(state: ProposalState): Paper[] {
  return papers.filter((paper) => drafting[paper].includes(state))
}

/**
 * The paper to which a role puts its name in this state, so that it is read first; undefined when there is none. Notes go
 * with their letter.
 */
export function paperToSign(row: Pick<Proposal, 'state' | 'decreeAuthority'>, role: Turn): Paper | undefined {
  if (turnFor(row) !== role || !['agency_signer', 'bkn_signer', 'bkn_verifier'].includes(role)) return undefined
  return draftsIn(row.state).find((paper) => paper !== 'note')
}

/** Who puts their name to a paper, in turn, as the events of the timeline. */
const chains: Record<Paper, readonly string[]> = {
  letter: ['submit', 'approve', 'sign_letter'],
  note: ['submit', 'approve', 'sign_letter'],
  technical: ['initial', 'initial_last', 'issue_technical'],
  decree: ['prepare_decree', 'hand_over', 'issue_decree'],
}

/** How many steps of a chain still count after an event: a ralat of a decree goes straight to its signature. */
const kept: Record<Paper, Record<string, number>> = {
  letter: { repair: 0, postpone: 0 },
  note: { repair: 0, postpone: 0 },
  technical: { send_back: 0, correct: 0 },
  decree: { correct: 0, return_record: 0, revoke_decree: 0, correct_decree: 2 },
}

export type SigningStep = { event: string; name: string | null; state: 'done' | 'now' | 'later' }

/**
 * The initials and the signature of a paper: who gave theirs, who is next.
 *
 * @param events of the proposal, oldest first
 */
export function signingSteps(paper: Paper, events: readonly { event: string; actorName: string }[]): SigningStep[] {
  const chain = chains[paper]
  let names: string[] = []
  let signed: string[] = []
  for (const { event, actorName } of events) {
    const count = kept[paper][event]
    if (event === chain[names.length]) names = [...names, actorName]
    else if (event === 'cancel_correction') names = signed
    else if (count !== undefined) names = names.slice(0, count)
    if (names.length === chain.length) signed = names
  }
  return chain.map((event, at) => ({
    event,
    name: names[at] ?? null,
    state: at < names.length ? 'done' : at === names.length ? 'now' : 'later',
  }))
}

/** Stands in a draft where something is still to come. */
export const UNKNOWN = '………………………………'

export type FieldSource =
  | 'signing'
  | 'bkn'
  | 'agency'
  | 'employee'
  | 'positions'
  | 'education'
  | 'ranks'
  | 'rule'
  | 'salaries'
  | 'credit'
  | 'proposal'

/** One thing that a paper takes from elsewhere. `value` is null where there is nothing to print. */
export type PaperField = {
  key: string
  source: FieldSource
  value: string | number | null
  as?: 'date' | 'rupiah' | 'months'
}

type Letter = TemplateData<'proposal-letter-1'>
type PersonPaper =
  | TemplateData<'proposal-note-1'>
  | TemplateData<'technical-approval-1'>
  | TemplateData<'promotion-decree-1' | 'promotion-decree-2'>

/** What a paper takes from elsewhere, in the order in which it prints. */
export function paperFields(paper: Paper, data: Letter | PersonPaper): PaperField[] {
  const head: PaperField[] = [
    { key: 'number', source: paper === 'technical' ? 'bkn' : 'signing', value: data.number },
    { key: 'place', source: 'agency', value: printed(data.place) },
    { key: 'date', source: 'signing', value: data.date, as: 'date' },
  ]
  const signatory: PaperField = { key: 'signatory', source: 'signing', value: printed(data.signatory.name) }
  if ('people' in data) return [...head, ...letterFields(data), signatory]
  return [...head, ...personFields(data), signatory]
}

/** What is missing and will not come by itself when the paper is signed. */
export function missingFields(fields: readonly PaperField[]): PaperField[] {
  return fields.filter(({ value, source }) => value === null && source !== 'signing')
}

function letterFields({ addressee, effectiveOn, people }: Letter): PaperField[] {
  return [
    { key: 'addressee', source: 'agency', value: addressee.join(' ') },
    { key: 'effectiveOn', source: 'proposal', value: effectiveOn, as: 'date' },
    { key: 'people', source: 'proposal', value: people.length },
  ]
}

function personFields(data: PersonPaper): PaperField[] {
  const { employee, before, after, creditPoints } = data
  const fields: PaperField[] = [
    { key: 'name', source: 'employee', value: employee.name },
    { key: 'nip', source: 'employee', value: employee.nip },
    { key: 'education', source: 'education', value: printed(employee.education) },
    { key: 'position', source: 'positions', value: printed(employee.position) },
    { key: 'unit', source: 'positions', value: printed(employee.unit) },
    { key: 'rankBefore', source: 'ranks', value: `${before.rank}, ${before.grade}` },
    { key: 'rankAfter', source: 'rule', value: `${after.rank}, ${after.grade}` },
    { key: 'effectiveOn', source: 'proposal', value: after.effectiveOn, as: 'date' },
    { key: 'serviceTime', source: 'ranks', value: after.serviceMonths, as: 'months' },
    { key: 'salary', source: 'salaries', value: after.salaryRupiah, as: 'rupiah' },
  ]
  if (data.promotionType.includes('fungsional')) fields.push({ key: 'credit', source: 'credit', value: creditPoints })
  if ('technicalApproval' in data) {
    fields.push({ key: 'technical', source: 'bkn', value: printed(data.technicalApproval.number) })
  }
  if ('proposalLetter' in data) {
    fields.push({ key: 'letter', source: 'proposal', value: printed(data.proposalLetter.number) })
  }
  return fields
}

/** Null for the marks that stand where nothing is known. */
function printed(text: string): string | null {
  return text === '-' || text === UNKNOWN ? null : text
}
