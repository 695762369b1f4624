import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto'

/** Seals and opens the positions of one deployment. */
export interface CursorSealer {
  /** `binding` says whose cursor of which list it is; `position` is what stands at that place of the list, as JSON text. */
  seal(binding: Buffer, position: string): string
  /** The position, or undefined for a text that was not sealed under this binding. */
  open(binding: Buffer, text: string): string | undefined
}

const NONCE_BYTES = 12
const TAG_BYTES = 16
const BINDING_BYTES = 16
const STEP_BYTES = 64
const LENGTH_BYTES = 2
const BASE64URL = /^[A-Za-z0-9_-]+$/

/**
 * AES-256-GCM over (binding, position), padded to steps of 64 bytes so that the length of a cursor tells nothing of its value.
 * The nonce is an HMAC of the plaintext under a second key: equal positions are equal bytes, and two plaintexts never share a nonce.
 */
export function cursorSealer(key: Buffer): CursorSealer {
  const cipherKey = derive(key, 'cursor cipher')
  const nonceKey = derive(key, 'cursor nonce')

  return {
    seal(binding, position) {
      const plain = pad(binding, position)
      const nonce = createHmac('sha256', nonceKey).update(plain).digest().subarray(0, NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', cipherKey, nonce)
      const sealed = cipher.update(plain)
      cipher.final()
      return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url')
    },
    open(binding, text) {
      if (!BASE64URL.test(text)) return undefined
      const bytes = Buffer.from(text, 'base64url')
      // one cursor has one spelling
      if (bytes.length < NONCE_BYTES + TAG_BYTES + STEP_BYTES || bytes.toString('base64url') !== text) return undefined
      const plain = decrypt(cipherKey, bytes)
      return plain && plain.subarray(0, BINDING_BYTES).equals(binding) ? unpad(plain) : undefined
    },
  }
}

/** Folds everything a cursor is bound to into a few bytes. */
export function cursorBinding(parts: readonly string[]): Buffer {
  return createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, BINDING_BYTES)
}

function derive(key: Buffer, purpose: string): Buffer {
  return createHmac('sha256', key).update(`veilgraph ${purpose}`).digest()
}

function pad(binding: Buffer, position: string): Buffer {
  const length = Buffer.byteLength(position)
  const used = BINDING_BYTES + LENGTH_BYTES + length
  const plain = Buffer.alloc(Math.ceil(used / STEP_BYTES) * STEP_BYTES)
  binding.copy(plain)
  plain.writeUInt16BE(length, BINDING_BYTES)
  plain.write(position, BINDING_BYTES + LENGTH_BYTES)
  return plain
}

function unpad(plain: Buffer): string {
  const start = BINDING_BYTES + LENGTH_BYTES
  return plain.subarray(start, start + plain.readUInt16BE(BINDING_BYTES)).toString('utf8')
}

function decrypt(key: Buffer, bytes: Buffer): Buffer | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()])
  } catch {
    // a tag that does not fit: cut, edited, or sealed with another key
    return undefined
  }
}
