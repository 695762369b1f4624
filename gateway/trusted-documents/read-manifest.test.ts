import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ManifestError } from './manifest-error.ts'
import { readManifest } from './read-manifest.ts'

const hash = (text: string, algorithm = 'sha256'): string => createHash(algorithm).update(text).digest('hex')

const BODY = 'query Mine { me { id } }'
const operation = { id: hash(BODY), name: 'Mine', type: 'query', body: BODY }
const manifest = (operations: readonly unknown[], more: object = {}): string => JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations, ...more })

describe('a file of documents', () => {
  it('may be the manifest of Apollo, with the client of an operation', () => {
    expect(readManifest(manifest([operation, { ...operation, clientName: 'web' }]))).toEqual([
      { id: operation.id, name: 'Mine', body: BODY }, { id: operation.id, name: 'Mine', body: BODY, clientName: 'web' },
    ])
  })

  it.each(['sha256', 'sha1'])('may be that of the client preset, by %s', algorithm => {
    expect(readManifest(JSON.stringify({ [hash(BODY, algorithm)]: BODY }))).toEqual([{ id: hash(BODY, algorithm), name: 'Mine', body: BODY }])
  })

  it.each([
    ['is no JSON', '{', 'no JSON'],
    ['is of another format', manifest([operation], { format: 'secret-format' }), 'neither'],
    ['is of another version', manifest([operation], { version: 2 }), 'neither'],
    ['is a list', '[]', 'neither'],
    ['has an id of another text', manifest([{ ...operation, body: `${BODY} ` }]), 'Operation 1 has an id'],
    ['has an id that is no hash', manifest([{ ...operation, id: 'secret-id' }]), 'Operation 1 has an id'],
    ['has a hash of another text', JSON.stringify({ [hash('x')]: BODY }), 'Document 1 has an id'],
    ['has a text that is no document', JSON.stringify({ [hash('secret text')]: 'secret text' }), 'no GraphQL document'],
    ['has two operations in a document', JSON.stringify({ [hash(`${BODY} query B { me { id } }`)]: `${BODY} query B { me { id } }` }), 'one operation'],
    ['has an operation without a name', JSON.stringify({ [hash('{ me { id } }')]: '{ me { id } }' }), 'one operation'],
    ['says another name', manifest([{ ...operation, name: 'Yours' }]), 'another name'],
    ['says another type', manifest([{ ...operation, type: 'mutation' }]), 'another type'],
    ['lists a document twice', manifest([operation, operation]), 'twice'],
    ['names a client that is none', manifest([{ ...operation, clientName: 'a b' }]), 'neither'],
  ])('that %s is not taken, in a line that quotes none of it', (_, text, reason) => {
    expect(() => readManifest(text)).toThrow(ManifestError)
    try {
      readManifest(text)
    } catch (cause) {
      expect(cause).toMatchObject({ message: expect.stringContaining(reason) })
      expect(cause).not.toMatchObject({ message: expect.stringContaining('secret') })
    }
  })
})
