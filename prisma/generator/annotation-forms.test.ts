import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { FIELD_ANNOTATIONS, MODEL_ANNOTATIONS } from './annotation-forms.ts'

const page = readFileSync(new URL('../../docs/add-a-module.md', import.meta.url), 'utf8')
const [onModels = '', onFields = ''] = page.slice(page.indexOf('On a model:')).split('On a field:')

it.each([['model', onModels, MODEL_ANNOTATIONS], ['field', onFields, FIELD_ANNOTATIONS]] as const)('explains every annotation of a %s in docs/add-a-module.md, with its named arguments', (_, text, forms) => {
  for (const [name, { named }] of Object.entries(forms)) {
    expect(text, name).toContain(`@${name}`)
    for (const argument of named === 'ANY' ? [] : named) expect(text, `${name} ${argument}`).toContain(`${argument}:`)
  }
})
