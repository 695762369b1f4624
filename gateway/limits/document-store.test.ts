import { randomBytes } from 'node:crypto'
import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { documentStore } from './document-store.ts'

describe('the store of documents', () => {
  const document = parse('{ a }')

  it('forgets the one that nobody has asked for longest', async () => {
    const store = documentStore(2)
    await store.set('a', document)
    await store.set('b', document)
    await store.get('a')
    await store.set('c', document)
    expect(await Promise.all(['a', 'b', 'c'].map(key => store.get(key)))).toEqual([document, undefined, document])
  })

  it('keeps so many and no more, however small the tree of each is', async () => {
    const store = documentStore()
    const texts = Array.from({ length: 600 }, () => `{ a } # ${randomBytes(8).toString('hex')}`)
    for (const text of texts) await store.set(text, parse(text))
    const kept = await Promise.all(texts.map(text => store.get(text)))
    expect(kept.filter(Boolean)).toHaveLength(500)
  })
})
