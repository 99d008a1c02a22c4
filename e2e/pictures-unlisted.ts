import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter'

/** The pictures of a failed journey stay in test-results; listed one by one, they would push its error out of a log. */
export default class PicturesUnlisted implements Reporter {
  onTestEnd(_test: TestCase, result: TestResult): void {
    const listed = result.attachments.filter(({ name }) => name !== 'screenshot')
    result.attachments.splice(0, result.attachments.length, ...listed)
  }

  printsToStdio(): boolean {
    return false
  }
}
