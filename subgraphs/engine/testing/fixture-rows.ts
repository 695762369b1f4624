import { fixtureId } from './fixture-people.ts'

const id = (kind: Parameters<typeof fixtureId>[0], expression: string): string => `('${fixtureId(kind, 0).slice(0, 24)}' || lpad((${expression})::text, 12, '0'))::uuid`

/**
 * Two brands with the same rows: 4 organizations, 12 workspaces, 24 subscriptions, 120 invoices with lines.
 * Times have gaps (null) and ties, workspaces are missing on some invoices, texts hold what LIKE gives a meaning to.
 */
export const fixtureRows = [1, 2].map((brand) => {
  const b = `'${fixtureId('brand', brand)}'::uuid`
  return `
    insert into organization.organizations (brand_id, id, kind, name, slug, owner_person_id)
      select ${b}, ${id('org', 'i')}, 'TEAM', 'Organization ' || i, 'org-' || i, ${id('person', 'i')} from generate_series(1, 4) i;
    insert into organization.workspaces (brand_id, id, org_id, name, slug, region, seat_count, status)
      select ${b}, ${id('workspace', 'i')}, ${id('org', '1 + i % 4')}, 'Workspace ' || i, 'ws-' || i, 'eu', i, 'ACTIVE' from generate_series(1, 12) i;
    insert into identity.persons (brand_id, id, display_name, contact_email, country_code)
      select ${b}, ${id('person', 'i')}, 'Person ' || i, 'person' || i || '@example.com', 'DE' from generate_series(1, 12) i;
    insert into identity.users (brand_id, id, person_id, email, full_name, status, bio, bio_redacted, redaction_version)
      select ${b}, ${id('user', 'i')}, ${id('person', 'i')}, 'user' || i || '@example.com', 'User ' || i, 'ACTIVE', 'call me', 'call me', 1000 from generate_series(1, 12) i;
    insert into organization.org_members (brand_id, org_id, person_id, user_id, tags)
      select ${b}, ${id('org', '1 + i % 4')}, ${id('person', 'i')}, ${id('user', 'i')}, '{a,b}' from generate_series(1, 12) i;
    insert into billing.plans (brand_id, id, plan_code, title, monthly_price_cents, currency, discount_ratio, is_active)
      select ${b}, ${id('plan', 'i')}, 'p' || i, 'Plan ' || i, i * 100, 'EUR', 0.1250, true from generate_series(1, 3) i;
    insert into billing.subscriptions (brand_id, id, org_id, workspace_id, plan_id, status, mrr_cents, currency, started_at)
      select ${b}, ${id('subscription', 'i')}, ${id('org', '1 + (1 + i % 12) % 4')}, ${id('workspace', '1 + i % 12')}, ${id('plan', '1 + i % 3')},
        'ACTIVE', i, 'EUR', timestamptz '2026-01-01' + i * interval '1 hour' from generate_series(1, 24) i;
    insert into billing.invoices (brand_id, id, org_id, workspace_id, subscription_id, invoice_number, status, invoice_total_cents, amount_due_cents,
        currency, bill_to_email, bill_to_legal_entity, bill_to_tax_id, memo, metadata, issued_at, due_on)
      select ${b}, ${id('invoice', 'i')}, s.org_id, case when i % 10 = 0 then null else s.workspace_id end, s.id,
        case i when 1 then '100%' when 2 then 'a_c' when 3 then 'ZEBRA\\x' when 4 then 'ABC' else 'INV-' || i end,
        (array['OPEN', 'PAID', 'DRAFT'])[1 + i % 3], i * 100, i * 50, 'EUR', 'jane' || i || '@example.com',
        case when i % 4 = 0 then null else 'Entity ' || i % 5 end, 'DE' || i, 'memo ' || i, '{"a": 1}',
        case when i % 7 = 0 then null else timestamptz '2026-01-01' + (i / 3) * interval '1 hour' end, '2026-03-01'
      from generate_series(1, 120) i join billing.subscriptions s on s.brand_id = ${b} and s.id = ${id('subscription', '1 + i % 24')};
    insert into billing.invoice_line_items (brand_id, id, invoice_id, position, description, quantity, amount_cents, currency, external_digest)
      select ${b}, ${id('line', 'i')}, ${id('invoice', '1 + i % 120')}, i, 'Line', 1, i, 'EUR', 'digest' from generate_series(1, 300) i;`
}).join('\n')
