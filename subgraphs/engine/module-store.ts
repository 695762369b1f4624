/** What hand-written code of a module gets to its own schema: statements under one brand, as the module's own login. */
export type { TenantClient, TenantPool as ModuleStore, TenantStatement } from '../../prisma/database/tenant-pool.ts'
