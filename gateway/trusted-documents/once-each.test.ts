import { expect, it } from 'vitest'
import type { FreeDocument } from './document-options.ts'
import { onceEach } from './once-each.ts'

const document = (operationHash: string, name = 'web'): FreeDocument => ({ client: { name, version: '1' }, operationName: 'A', operationHash })

it('tells of each operation of a client once, and of few in a minute', () => {
  const told: string[] = []
  let now = 0
  const tell = onceEach(({ operationHash, client }) => { told.push(`${operationHash} ${client.name}`) }, () => now)
  for (const hash of ['a', 'a', 'b']) tell(document(hash))
  tell(document('a', 'phone'))
  expect(told).toEqual(['a web', 'b web', 'a phone'])
  for (let n = 0; n < 200; n++) tell(document(`made-up-${n}`))
  expect(told).toHaveLength(60)
  now = 60_000
  tell(document('c'))
  expect(told).toHaveLength(61)
})
