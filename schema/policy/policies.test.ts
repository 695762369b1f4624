import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parsePolicy } from './parse-policy.ts'
import { PolicyFileError } from './policy-file-error.ts'
import { policies, policiesFor, policyVersion, readPolicies } from './policies.ts'

const OWN = readFileSync(new URL('clearance.yaml', import.meta.url), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'veil-policy-'))
afterAll(() => { rmSync(folder, { recursive: true }) })

function written(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

function messageOf(work: () => unknown): string {
  try {
    work()
    return 'understood'
  } catch (error) {
    return error instanceof PolicyFileError ? error.message : `not a PolicyFileError: ${String(error)}`
  }
}

describe('the policy', () => {
  it('is named by the SHA-256 of its file: whoever changes who sees what changes this line, and the documentation with it', () => {
    expect(policyVersion()).toBe(`p_${createHash('sha256').update(OWN).digest('hex')}`)
    expect(policyVersion()).toMatchInlineSnapshot(`"p_b7b292de2555894dd4d750bbfe0691a31ddb7e517122f5778ad48d9c9e62cfd5"`)
  })

  it('is the own one where the environment names none, or an empty one', () => {
    expect(readPolicies({ VEIL_POLICY: '', VEIL_POLICY_PREVIOUS: '' })).toEqual({ current: policies().current })
  })

  it('is read once', () => {
    expect(policies()).toBe(policies())
  })

  it('comes from another file, and with the one before it, if the environment says so', () => {
    const other = written('other.yaml', OWN.replace('EXPORT: MASK', 'EXPORT: REDACT'))
    const { current, previous } = readPolicies({ VEIL_POLICY: other, VEIL_POLICY_PREVIOUS: written('own.yaml', OWN) })
    expect([current.ceilings.EXPORT, previous?.ceilings.EXPORT, previous?.version]).toEqual(['REDACT', 'MASK', policyVersion()])
  })

  it('of a request is the own one, both where it was made under the one before, and none for a version that nobody knows', () => {
    const both = readPolicies({ VEIL_POLICY_PREVIOUS: written('before.yaml', `${OWN}\n`) })
    expect(policiesFor(both.current.version, both)).toEqual([both.current])
    expect(policiesFor(both.previous?.version ?? '', both)).toEqual([both.current, both.previous])
    for (const version of ['', 'p_', 'p_unknown', both.current.version.slice(0, -1), '__proto__']) expect(policiesFor(version, both)).toBeUndefined()
    expect(policiesFor(both.previous?.version ?? '', { current: both.current })).toBeUndefined()
  })
})

describe('a policy file that cannot be used', () => {
  it('is named, with what is wrong with it, in one line', () => {
    expect(messageOf(() => readPolicies({ VEIL_POLICY: join(folder, 'none.yaml') }))).toBe(`Policy file ${join(folder, 'none.yaml')}: there is no such file`)
    expect(messageOf(() => readPolicies({ VEIL_POLICY: folder }))).toBe(`Policy file ${folder}: it cannot be read (EISDIR)`)
    expect(messageOf(() => readPolicies({ VEIL_POLICY_PREVIOUS: join(folder, 'none.yaml') }))).toMatch(/^Policy file .*none\.yaml: there is no such file$/)
  })

  it.each([
    ['nothing', '', 'whole file'],
    ['half a line', OWN.replace('cells:\n', 'cells: [\n'), 'line '],
    ['a cell that is none', OWN.replace('CONTACT:           [R,', 'CONTACT:           [RR,'), 'line 16, column 23, cells.CONTACT.0'],
    ['a cell too few', OWN.replace('CONTACT:           [R,   M, ', 'CONTACT:           [R, '), 'line 16, column 22, cells.CONTACT: must have a cell for each of'],
    ['a category that is none', OWN.replace('  CONTACT:', '  CONTACTS:'), 'cells'],
    ['a credential for somebody', OWN.replace('CREDENTIAL:        [–,', 'CREDENTIAL:        [R,'), 'cells.CREDENTIAL: nobody reads a credential'],
    ['roles in another order', OWN.replace('[self, member,', '[member, self,'), 'roles.0'],
    ['an organization role for the brand', OWN.replace('  admin: ASSIGNMENT', '  admin: BRAND'), 'scopes.admin'],
    ['a purpose that is none', OWN.replace('self: [SERVICE]', 'self: [FUN]'), 'purposes.self.0'],
    ['no purposes', OWN.replace('  auditor: [AUDIT]\n', ''), 'purposes.auditor'],
    ['a column that is none', OWN.replace('User.idpSubject', 'User'), 'coordinates.1.names.4: must be Type.field'],
    ['every column', OWN.replace('User.idpSubject', '"*"'), 'coordinates.1.names.4'],
    ['an unknown key', `${OWN}\nroot: true\n`, 'whole file'],
    ['a key twice', `${OWN}\nchannels: {API: REVEAL, EXPORT: REVEAL, EVENT: REVEAL}\n`, 'line '],
    ['an alias', OWN.replace('self: [SERVICE]', 'self: &x [SERVICE]').replace('member: [SERVICE]', 'member: *x'), 'alias'],
    ['__proto__', `${OWN}\n__proto__: {polluted: true}\n`, ''],
    ['a tag', OWN.replace('channels:', 'channels: !!js/function'), ''],
    ['a text', 'hello', 'whole file'],
    ['a list', '[]', 'whole file'],
    ['too much', `${OWN}#${'x'.repeat(300_000)}`, 'longer than'],
  ])('is refused with %s', (_what, text, place) => {
    const message = messageOf(() => parsePolicy('p.yaml', text))
    expect(message).toMatch(/^Policy file p\.yaml: /)
    expect(message).toContain(place)
    expect(message).not.toContain('\n')
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
})
