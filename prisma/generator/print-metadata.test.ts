import { describe, expect, it } from 'vitest'
import { fixtureFiles, fixtureLayout, generateFixture, plant } from './fixture.ts'
import { generateMetadata, printFiles } from './generate-metadata.ts'
import { printIndex, printModule } from './print-metadata.ts'
import { modelOfFiles } from './prisma-model.ts'

const printed = (name: string): string => printFiles(generateFixture().modules).get(name) ?? ''

describe('printModule', () => {
  it('is data that TypeScript reads, one column a line', () => {
    const [plan] = generateFixture().modules.find(({ name }) => name === 'billing')?.entities ?? []
    expect(printModule({ name: 'billing', order: 2, schema: 'billing', entities: plan ? [{ ...plan, columns: plan.columns.slice(0, 1), relations: [], references: [] }] : [], enums: [] })).toMatchInlineSnapshot(`
      "// Written by prisma/generator from prisma/schema. Change the model there, then run: npm run generate
      import type { ModuleMetadata } from '../model.ts'

      export const billing: ModuleMetadata = {
        name: 'billing',
        order: 2,
        schema: 'billing',
        entities: [
          {
            type: 'Plan',
            module: 'billing',
            schema: 'billing',
            table: 'plans',
            description: 'What is sold.',
            kind: 'DOMAIN',
            exposed: true,
            singular: 'plan',
            plural: 'plans',
            catalog: { name: 'plan' },
            appendOnly: false,
            erasable: [],
            rewritable: [],
            transitions: [],
            keys: ['id', 'planCode'],
            columns: [
              { name: 'brand_id', field: 'brandId', description: 'Tenant.', pgType: 'uuid', list: false, nullable: false, wire: 'ID', internal: false, readOnly: false, hasDefault: false, label: { public: true }, orderable: false },
            ],
            relations: [],
            references: [],
            indexes: [
              { columns: ['brand_id', 'id'], unique: true, method: 'btree', nullsNotDistinct: false },
              { columns: ['brand_id', 'plan_code'], unique: true, method: 'btree', nullsNotDistinct: false },
              { columns: ['brand_id', 'id', 'currency'], unique: true, method: 'btree', nullsNotDistinct: false },
              { columns: ['brand_id', 'plan_code', 'currency'], unique: true, method: 'btree', nullsNotDistinct: false },
            ],
            scopes: [
              { kind: 'BRAND', path: [], user: false },
            ],
            subject: { kind: 'NONE' },
          },
        ],
        enums: [],
      }
      "
    `)
  })

  it('quotes what people write', () => {
    const files = plant('/// What is sold.', '/// The seller\'s \\ "list".')
    const { modules } = generateMetadata(modelOfFiles(files), fixtureLayout)
    expect(printFiles(modules).get('billing.ts')).toContain('description: \'The seller\\\'s \\\\ "list".\'')
  })

  it('is the same whatever the order of the files', () => {
    const reversed = generateMetadata(modelOfFiles([...fixtureFiles].reverse()), fixtureLayout)
    expect([...printFiles(reversed.modules)].sort()).toEqual([...printFiles(generateFixture().modules)].sort())
  })
})

describe('printIndex', () => {
  it('lists the modules in the order of the dependency rule, and the state schemas beside them', () => {
    expect(printed('index.ts')).toMatch(/= \[\n {2}identity,\n {2}organization,\n {2}billing,\n {2}audit,\n\]/)
    expect(printIndex(['identity'], ['gateway', 'platform'])).toContain('export { gatewayState } from \'./gateway.ts\'\nexport { platform } from \'./platform.ts\'')
  })
})
