import 'server-only'
import { desc, inArray, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { examProgrammes } from '@/db/schema/cat'
import { examBlueprintCells } from '@/db/schema/cat-bank'
import type { Context } from '@/lib/auth/actor'
import { type BankSection, bankSections } from '@/lib/cat/bank-section'
import { visibleProgrammes } from '@/lib/cat/exam-scope.server'

/** What items may be written for: the sections of every programme that the actor may see, those of the law first. */
export function listBankSections(context: Context): Promise<BankSection[]> {
  return transact(context, (tx) => readBankSections(tx, context))
}

export async function readBankSections(tx: Tx, context: Context): Promise<BankSection[]> {
  const programmes = await tx
    .select({ id: examProgrammes.id, sections: examProgrammes.sections })
    .from(examProgrammes)
    .where(visibleProgrammes(context))
    .orderBy(sql`${examProgrammes.agencyId} is not null`, desc(examProgrammes.year), desc(examProgrammes.code))
  const cells = await tx
    .select()
    .from(examBlueprintCells)
    .where(
      inArray(
        examBlueprintCells.programmeId,
        programmes.map(({ id }) => id),
      ),
    )
    .orderBy(examBlueprintCells.section, examBlueprintCells.aspect)
  return bankSections(
    programmes.map(({ id, sections }) => ({
      sections,
      cells: cells.filter(({ programmeId }) => programmeId === id),
    })),
  )
}
