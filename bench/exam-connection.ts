import { connect, type Socket } from 'node:net'
import { CLAIM_COOKIE, sealClaim } from '@/lib/cat/claim.server'

/** One device in the exam room, on one connection that it keeps; as little work as can be, for the server to have it. */
export class AnswerConnection {
  acknowledged = 0
  private settle: { resolve: () => void; reject: (error: Error) => void } | undefined
  private received = ''

  private constructor(
    readonly attemptId: string,
    private readonly socket: Socket,
    private readonly head: string,
    private readonly items: number,
  ) {
    socket.on('data', (part) => this.hear(part.toString('latin1')))
    socket.on('error', (error) => this.settle?.reject(error))
  }

  static open(url: string, attemptId: string, items: number): Promise<AnswerConnection> {
    const { hostname, port, host } = new URL(url)
    const head = [
      'POST /api/cat/jawaban HTTP/1.1',
      `host: ${host}`,
      `origin: ${url}`,
      'content-type: application/json',
      `cookie: ${CLAIM_COOKIE}=${sealClaim({ attemptId, epoch: 1 })}`,
    ].join('\r\n')
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname === 'localhost' ? '127.0.0.1' : hostname)
      socket.setNoDelay(true)
      socket.once('error', reject)
      socket.once('connect', () => resolve(new AnswerConnection(attemptId, socket, head, items)))
    })
  }

  /** Sends the next change and waits for its acknowledgement. */
  save(): Promise<void> {
    const seq = this.acknowledged + 1
    const item = (seq % this.items) + 1
    const body = `{"changes":[{"seq":${seq},"item":${item},"option":"${'abcde'[seq % 5]}"}]}`
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject }
      this.socket.write(`${this.head}\r\ncontent-length: ${body.length}\r\n\r\n${body}`)
    })
  }

  close(): void {
    this.socket.destroy()
  }

  private hear(part: string): void {
    this.received += part
    const end = this.received.indexOf('}')
    if (end < 0) return
    const answer = this.received
    this.received = ''
    if (answer.startsWith('HTTP/1.1 200') && answer.includes(`"savedSeq":${this.acknowledged + 1},`)) {
      this.acknowledged += 1
      this.settle?.resolve()
    } else this.settle?.reject(new Error(answer.slice(0, 400)))
  }
}
