// Written by prisma/generator from prisma/schema. Change the model there, then run: npm run generate
import type { ModuleMetadata } from '../model.ts'

export const platform: ModuleMetadata = {
  name: 'platform',
  order: -1,
  schema: 'platform',
  entities: [
    {
      type: 'Brand',
      module: 'platform',
      schema: 'platform',
      table: 'brands',
      description: 'A tenant: the root of every brand id.',
      kind: 'INFRASTRUCTURE',
      exposed: false,
      singular: 'brand',
      plural: 'brands',
      appendOnly: false,
      erasable: [],
      rewritable: [],
      transitions: ['PROVISIONING>LIVE', 'PROVISIONING>CLOSED', 'LIVE>SUSPENDED', 'LIVE>CLOSED', 'SUSPENDED>LIVE', 'SUSPENDED>CLOSED'],
      keys: ['id'],
      columns: [
        { name: 'id', field: 'id', description: 'The brand id.', pgType: 'uuid', list: false, nullable: false, wire: 'ID', internal: false, readOnly: false, hasDefault: true, label: { public: true }, orderable: true },
        { name: 'brand_id', field: 'brandId', description: 'The same id, so that every table has the column; computed by the database.', pgType: 'uuid', list: false, nullable: false, wire: 'ID', internal: false, readOnly: true, hasDefault: true, label: { public: true }, orderable: false },
        { name: 'slug', field: 'slug', description: 'Key in paths, as that of inbound webhooks.', pgType: 'text', list: false, nullable: false, wire: 'String', internal: false, readOnly: false, hasDefault: false, label: { public: true }, orderable: false },
        { name: 'name', field: 'name', description: 'Shown in the product, 1-200 characters.', pgType: 'text', list: false, nullable: false, wire: 'String', internal: false, readOnly: false, hasDefault: false, label: { public: true }, orderable: false },
        { name: 'hosts', field: 'hosts', description: 'Host names that mean this brand, lower case. A host that two brands claim finds none.', pgType: 'text', list: true, nullable: false, wire: 'String', internal: false, readOnly: false, hasDefault: true, label: { public: true }, orderable: false },
        { name: 'default_currency', field: 'defaultCurrency', description: 'ISO 4217 code.', pgType: 'char', list: false, nullable: false, wire: 'CurrencyCode', internal: false, readOnly: false, hasDefault: false, label: { public: true }, orderable: false },
        { name: 'locale', field: 'locale', description: 'BCP 47 tag.', pgType: 'text', list: false, nullable: false, wire: 'String', internal: false, readOnly: false, hasDefault: true, label: { public: true }, orderable: false },
        { name: 'time_zone', field: 'timeZone', description: 'IANA zone.', pgType: 'text', list: false, nullable: false, wire: 'String', internal: false, readOnly: false, hasDefault: true, label: { public: true }, orderable: false },
        { name: 'status', field: 'status', description: 'Lifecycle.', pgType: 'text', list: false, nullable: false, wire: 'String', enum: 'BrandStatus', internal: false, readOnly: false, hasDefault: true, label: { public: true }, orderable: false },
        { name: 'created_at', field: 'createdAt', description: 'When the row was made.', pgType: 'timestamptz', list: false, nullable: false, wire: 'DateTime', internal: false, readOnly: false, hasDefault: true, label: { public: true }, orderable: false },
        { name: 'updated_at', field: 'updatedAt', description: 'Last change; set by the database.', pgType: 'timestamptz', list: false, nullable: false, wire: 'DateTime', internal: false, readOnly: false, hasDefault: true, label: { public: true }, orderable: false },
        { name: 'row_version', field: 'rowVersion', description: 'Grows by one with every change.', pgType: 'integer', list: false, nullable: false, wire: 'Int', internal: false, readOnly: false, hasDefault: true, label: { public: true }, orderable: false },
      ],
      relations: [],
      references: [],
      indexes: [
        { columns: ['id'], unique: true, method: 'btree', nullsNotDistinct: false },
        { columns: ['slug'], unique: true, method: 'btree', nullsNotDistinct: false },
        { columns: ['hosts'], unique: false, method: 'gin', nullsNotDistinct: false },
      ],
      scopes: [
        { kind: 'BRAND', path: [], user: false },
      ],
      subject: { kind: 'NONE' },
    },
  ],
  enums: [
    { name: 'BrandStatus', values: ['PROVISIONING', 'LIVE', 'SUSPENDED', 'CLOSED'] },
  ],
}
