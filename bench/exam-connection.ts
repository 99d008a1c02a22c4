import { connect, type Socket } from 'node:net'
import { CLAIM_COOKIE, sealClaim } from '@/lib/cat/claim.server'

type Heard = { status: number; head: string; body: string }

/**
 * One device before the doors of the exam, on one connection that it keeps, and opens anew when the server has closed it;
 * as little work as can be, for the server to have it.
 */
export class RoomConnection {
  cookie = ''
  private settle: { resolve: (heard: Heard) => void; reject: (error: Error) => void } | undefined
  private received = ''
  private isClosed = false

  private constructor(
    private readonly url: URL,
    private socket: Socket,
  ) {
    this.listen()
  }

  static async open(url: string): Promise<RoomConnection> {
    const address = new URL(url)
    return new RoomConnection(address, await connected(address))
  }

  /**
   * Asks at a door (`POST jawaban`) and waits for the answer, one question at a time. Like a browser it asks once more
   * when a connection that it had kept turns out to be closed.
   */
  async ask(door: string, body = ''): Promise<Heard> {
    const isKept = !this.socket.destroyed
    if (!isKept) await this.connect()
    try {
      return await this.askOnce(door, body)
    } catch (error) {
      if (!isKept || this.isClosed) throw error
      await this.connect()
      return this.askOnce(door, body)
    }
  }

  private async connect(): Promise<void> {
    if (this.isClosed) throw new Error('the connection was closed')
    const socket = await connected(this.url)
    if (this.isClosed) {
      socket.destroy()
      throw new Error('the connection was closed')
    }
    this.socket = socket
    this.listen()
  }

  private askOnce(door: string, body: string): Promise<Heard> {
    const [method, name] = door.split(' ')
    const lines = [
      `${method} /api/cat/${name} HTTP/1.1`,
      `host: ${this.url.host}`,
      `origin: ${this.url.origin}`,
      'accept-encoding: gzip',
      'content-type: application/json',
      `content-length: ${body.length}`,
    ]
    if (this.cookie) lines.push(`cookie: ${this.cookie}`)
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject }
      this.socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`)
    })
  }

  /** Whoever waits for an answer hears that none comes. */
  close(): void {
    this.isClosed = true
    this.socket.destroy()
  }

  private listen(): void {
    const { socket } = this
    this.received = ''
    socket.on('data', (part) => this.hear(part.toString('latin1')))
    socket.on('error', (error) => this.fail(socket, error))
    socket.on('close', () => this.fail(socket, new Error('the server closed a connection')))
  }

  private fail(socket: Socket, error: Error): void {
    if (socket !== this.socket) return
    this.settle?.reject(error)
    this.settle = undefined
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

function connected({ hostname, port }: URL): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname === 'localhost' ? '127.0.0.1' : hostname)
    socket.setNoDelay(true)
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      resolve(socket)
    })
  })
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
    const body = JSON.stringify({ changes: [this.changeAt(seq)] })
    const { status, body: answer } = await this.connection.ask('POST jawaban', body)
    if (status !== 200 || !answer.includes(`"savedSeq":${seq},`)) throw new Error(`${status} ${answer.slice(0, 400)}`)
    this.acknowledged = seq
  }

  /** What it answers with its nth change. */
  changeAt(seq: number): { seq: number; item: number; option: string } {
    return { seq, item: (seq % this.items) + 1, option: 'abcde'.charAt(seq % 5) }
  }
}
