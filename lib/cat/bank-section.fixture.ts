import { readExamProgrammes } from '@/db/seed/exam-programmes'
import { SKD_BLUEPRINT } from '@/db/seed/skd-blueprint'
import { bankSections } from '@/lib/cat/bank-section'

/** The sections of the selection of 2024, as a bank knows them. */
export const skdBank = bankSections(
  readExamProgrammes()
    .programmes.filter(({ code }) => code === 'SKD-2024')
    .map(({ sections }) => ({ sections, cells: SKD_BLUEPRINT })),
)
