import { connect, createServer, type Server, type Socket } from 'node:net'

/** A port that stays the same while what is behind it comes back under another one; its connections can be cut. */
export class Relay {
  private readonly open = new Set<Socket>()

  private constructor(
    private readonly server: Server,
    readonly port: number,
    public target: number,
  ) {
    server.on('connection', (near) => this.join(near))
  }

  static start(target: number): Promise<Relay> {
    const server = createServer({ noDelay: true })
    return new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen(0, '127.0.0.1', () => {
        const address = server.address()
        resolve(new Relay(server, typeof address === 'object' && address ? address.port : 0, target))
      })
    })
  }

  /** Ends every connection at once, as a cable that is pulled. */
  cut(): void {
    for (const socket of this.open) socket.destroy()
  }

  stop(): void {
    this.server.close()
    this.cut()
  }

  private join(near: Socket): void {
    const far = connect({ port: this.target, host: '127.0.0.1', noDelay: true })
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.open.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        this.open.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  }
}
