import 'server-only'
import { sampleLetter } from '@/lib/documents/sample-letters'
import type { SigningHandlers } from '@/lib/documents/signing.server'

/** Signs invented decrees of agency 1, for tests and the benchmark. */
export const sampleSigning: SigningHandlers = {
  sample: {
    async load(_tx, _context, itemId) {
      const letter = sampleLetter('promotion-decree-2')
      return {
        template: 'promotion-decree-2',
        data: { ...letter, number: `823.3/${itemId}/BKPSDMD/2027` },
        agencyId: 1,
        issuedByAgencyId: 1,
        employeeId: null,
        holderName: letter.employee.name,
        issuingOffice: letter.letterhead.office,
        signatoryTitle: 'Kepala Badan Kepegawaian, a.n. Gubernur',
        official: { id: 'sample', name: letter.signatory.name, organisation: letter.letterhead.office },
      }
    },
    async afterIssue() {
      // nothing follows from an invented decree
    },
  },
}
