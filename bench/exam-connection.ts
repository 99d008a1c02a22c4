import { connect, type Socket } from 'node:net'
import { CLAIM_COOKIE, sealClaim } from '@/lib/cat/claim.server'

type Heard = { status: number; head: string; body: string }

/** One device before the doors of the exam, on one connection that it keeps; as little work as can be, for the server to have it. */
export class RoomConnection {
  cookie = ''
  private settle: { resolve: (heard: Heard) => void; reject: (error: Error) => void } | undefined
  private received = ''

  private constructor(
    private readonly socket: Socket,
    private readonly common: string,
  ) {
    socket.on('data', (part) => this.hear(part.toString('latin1')))
    socket.on('error', (error) => this.settle?.reject(error))
    socket.on('close', () => this.settle?.reject(new Error('the server closed a connection')))
  }

  static open(url: string): Promise<RoomConnection> {
    const { hostname, port, host } = new URL(url)
    const common = [`host: ${host}`, `origin: ${url}`, 'accept-encoding: gzip', 'content-type: application/json'].join(
      '\r\n',
    )
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname === 'localhost' ? '127.0.0.1' : hostname)
      socket.setNoDelay(true)
      socket.once('error', reject)
      socket.once('connect', () => resolve(new RoomConnection(socket, common)))
    })
  }

  /** Asks at a door (`POST jawaban`) and waits for the answer, one question at a time. */
  ask(door: string, body = ''): Promise<Heard> {
    const [method, name] = door.split(' ')
    const cookie = this.cookie ? `\r\ncookie: ${this.cookie}` : ''
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject }
      this.socket.write(
        `${method} /api/cat/${name} HTTP/1.1\r\n${this.common}${cookie}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      )
    })
  }

  /** Whoever waits for an answer hears that none comes. */
  close(): void {
    this.socket.destroy()
  }

  private hear(part: string): void {
    this.received += part
    const end = this.received.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = this.received.slice(0, end)
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
    const from = end + 4
    if (this.received.length < from + length) return
    const body = this.received.slice(from, from + length)
    this.received = ''
    const { settle } = this
    this.settle = undefined
    settle?.resolve({ status: Number(head.slice(9, 12)), head, body })
  }
}

/** A candidate's device that answers one item after the other. */
export class AnsweringDevice {
  acknowledged = 0

  constructor(
    readonly attemptId: string,
    readonly connection: RoomConnection,
    private readonly items: number,
    epoch = 1,
  ) {
    connection.cookie = `${CLAIM_COOKIE}=${sealClaim({ attemptId, epoch })}`
  }

  /** Sends the next change and waits for its acknowledgement. */
  async save(): Promise<void> {
    const seq = this.acknowledged + 1
    const item = (seq % this.items) + 1
    const body = `{"changes":[{"seq":${seq},"item":${item},"option":"${'abcde'[seq % 5]}"}]}`
    const { status, body: answer } = await this.connection.ask('POST jawaban', body)
    if (status !== 200 || !answer.includes(`"savedSeq":${seq},`)) throw new Error(`${status} ${answer.slice(0, 400)}`)
    this.acknowledged = seq
  }
}
