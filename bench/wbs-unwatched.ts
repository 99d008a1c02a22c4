import type { Browser, CDPSession } from '@playwright/test'

/**
 * A page that no tool looks at: the driver asks the browser for every byte that a page of its own sends, which makes an
 * upload ten times slower than it is for a reporter.
 */
export class UnwatchedPage {
  private number = 0
  private readonly waiting = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>()

  private constructor(
    private readonly browser: CDPSession,
    private readonly sessionId: string,
  ) {
    browser.on('Target.receivedMessageFromTarget', ({ sessionId: from, message }) => {
      if (from === sessionId) this.hear(JSON.parse(message))
    })
  }

  static async open(browser: Browser, url: string): Promise<UnwatchedPage> {
    const session = await browser.newBrowserCDPSession()
    const { targetId } = await session.send('Target.createTarget', { url: 'about:blank' })
    const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false })
    const page = new UnwatchedPage(session, sessionId)
    await page.send('Page.setBypassCSP', { enabled: true })
    await page.send('Page.navigate', { url })
    while (!(await page.run<boolean>(`document.readyState === 'complete' && location.href === '${url}'`)));
    return page
  }

  /** What an expression comes to, once its promise is kept. */
  async run<Result>(expression: string): Promise<Result> {
    const asked = { expression, awaitPromise: true, returnByValue: true }
    const { result, exceptionDetails } = await this.send<Evaluated<Result>>('Runtime.evaluate', asked)
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }

  /** Calls a function that knows nothing but its argument. */
  call<Input, Result>(run: (input: Input) => Result, input: Input): Promise<Awaited<Result>> {
    return this.run(`(${run})(${JSON.stringify(input)})`)
  }

  async chooseFile(selector: string, path: string): Promise<void> {
    const { root } = await this.send<{ root: { nodeId: number } }>('DOM.getDocument', {})
    const { nodeId } = await this.send<{ nodeId: number }>('DOM.querySelector', { nodeId: root.nodeId, selector })
    await this.send('DOM.setFileInputFiles', { nodeId, files: [path] })
  }

  private async send<Result>(method: string, params: object): Promise<Result> {
    this.number += 1
    const id = this.number
    const answer = new Promise<Result>((resolve, reject) => this.waiting.set(id, { resolve, reject }))
    const message = JSON.stringify({ id, method, params })
    await this.browser.send('Target.sendMessageToTarget', { sessionId: this.sessionId, message })
    return answer
  }

  private hear({ id, result, error }: { id: number; result: never; error?: { message: string } }): void {
    const asker = this.waiting.get(id)
    this.waiting.delete(id)
    if (error) asker?.reject(new Error(error.message))
    else asker?.resolve(result)
  }
}

type Evaluated<Value> = {
  result: { value: Value }
  exceptionDetails?: { text: string; exception?: { description?: string } }
}
