import { connect } from 'node:net'

const PATIENCE_MS = 3_000

/** Writes bytes and gives what came back until the other side closed the connection, or said nothing for a while. */
export function sendRaw(url: string, bytes: string, quietMs = PATIENCE_MS): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve) => {
    let text = ''
    const socket = connect(Number(port), hostname, () => socket.write(bytes, 'latin1'))
    socket.on('data', (data) => { text += data.toString('latin1') })
    socket.on('close', () => { resolve(text) })
    socket.on('error', () => { resolve(text) })
    socket.setTimeout(quietMs, () => socket.destroy())
  })
}
