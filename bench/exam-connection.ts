import { connect, type Socket } from 'node:net'
import { CLAIM_COOKIE, sealClaim } from '@/lib/cat/claim.server'

type Heard = { status: number; head: string; body: string }

/** What arrives is read here and heard at once, so that one piece of memory is enough for all connections. */
const ARRIVED = Buffer.alloc(65_536)

/**
 * One device before the doors of the exam, on one connection that it keeps, and opens anew when the server has closed it;
 * as little work as can be, for the server to have it.
 */
export class RoomConnection {
  cookie = ''
  private socket!: Socket
  private settle: { resolve: (heard: Heard) => void; reject: (error: Error) => void } | undefined
  private received = ''
  private isClosed = false
  /** The lines of a request up to the length of its body, by its door and cookie: written once. */
  private readonly lines = new Map<string, string>()

  private constructor(private readonly url: URL) {}

  static async open(url: string): Promise<RoomConnection> {
    const made = new RoomConnection(new URL(url))
    await made.connect()
    return made
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
    const socket = await connected(this.url, (part) => this.hear(part))
    if (this.isClosed) {
      socket.destroy()
      throw new Error('the connection was closed')
    }
    this.socket = socket
    this.received = ''
    socket.on('error', (error) => this.fail(socket, error))
    socket.on('close', () => this.fail(socket, new Error('the server closed a connection')))
  }

  private askOnce(door: string, body: string): Promise<Heard> {
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject }
      this.socket.write(`${this.linesOf(door)}${body.length}\r\n\r\n${body}`, 'latin1')
    })
  }

  private linesOf(door: string): string {
    const key = door + this.cookie
    const known = this.lines.get(key)
    if (known) return known
    const [method, name] = door.split(' ')
    const lines = [
      `${method} /api/cat/${name} HTTP/1.1`,
      `host: ${this.url.host}`,
      `origin: ${this.url.origin}`,
      'accept-encoding: gzip',
      'content-type: application/json',
      ...(this.cookie ? [`cookie: ${this.cookie}`] : []),
      'content-length: ',
    ].join('\r\n')
    this.lines.set(key, lines)
    return lines
  }

  /** Whoever waits for an answer hears that none comes. */
  close(): void {
    this.isClosed = true
    this.socket.destroy()
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

/** @param hear is told what arrives, past the stream that would keep it for somebody who reads later */
function connected({ hostname, port }: URL, hear: (part: string) => void): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const callback = (size: number) => {
      hear(ARRIVED.toString('latin1', 0, size))
      return true
    }
    const host = hostname === 'localhost' ? '127.0.0.1' : hostname
    const socket = connect({ port: Number(port), host, onread: { buffer: ARRIVED, callback } })
    socket.setNoDelay(true)
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      resolve(socket)
    })
  })
}

/** A candidate's device that answers one item after the other; several may share a connection, as behind a proxy. */
export class AnsweringDevice {
  acknowledged = 0
  private readonly cookie: string

  constructor(
    readonly attemptId: string,
    readonly connection: RoomConnection,
    private readonly items: number,
    epoch = 1,
  ) {
    this.cookie = `${CLAIM_COOKIE}=${sealClaim({ attemptId, epoch })}`
    connection.cookie = this.cookie
  }

  /** Sends the next change and waits for its acknowledgement. */
  async save(): Promise<void> {
    const seq = this.acknowledged + 1
    const body = JSON.stringify({ changes: [this.changeAt(seq)] })
    this.connection.cookie = this.cookie
    const { status, body: answer } = await this.connection.ask('POST jawaban', body)
    if (status !== 200 || !answer.includes(`"savedSeq":${seq},`)) throw new Error(`${status} ${answer.slice(0, 400)}`)
    this.acknowledged = seq
  }

  /** What it answers with its nth change. */
  changeAt(seq: number): { seq: number; item: number; option: string } {
    return { seq, item: (seq % this.items) + 1, option: 'abcde'.charAt(seq % 5) }
  }
}
