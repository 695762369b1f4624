import { createHash, createHmac, pbkdf2Sync } from 'node:crypto'

const ITERATIONS = 4_096

/** The password of a role follows from one secret, so that every process knows its own and none is stored. */
export function rolePassword(secret: string, role: string): string {
  return hmac(secret, `veilgraph role ${role}`).toString('base64url')
}

/**
 * What Postgres keeps instead of the password (SCRAM-SHA-256). Made here, so that the password itself
 * stands in no statement, and so in no log and no statistics.
 */
export function passwordVerifier(secret: string, role: string): string {
  const salt = hmac(secret, `veilgraph salt ${role}`).subarray(0, 16)
  const salted = pbkdf2Sync(rolePassword(secret, role), salt, ITERATIONS, 32, 'sha256')
  const storedKey = createHash('sha256').update(hmac(salted, 'Client Key')).digest()
  const serverKey = hmac(salted, 'Server Key')
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey.toString('base64')}:${serverKey.toString('base64')}`
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
