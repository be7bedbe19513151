import { Converter, DeclarationReflection } from "typedoc"

/**
 * What a store may use of the classes that do the plugin's work as well. Their other methods write under
 * conditions that keep money and orders together, and are nobody else's.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const FOR_STORES = {
  PayByModuleService: ["orders", "refunds", "statementChecks", "timeLine", "onCall", "queues"],
  OrderLedger: ["find", "ofCollection"],
  RefundLedger: ["find", "ofOrder"],
  StatementChecks: ["find", "latest", "list", "findings", "allFindings"],
  TimeLine: ["ofOrder"],
}

/**
 * A plugin of TypeDoc's that leaves the rest out.
 *
 * @param {import("typedoc").Application} app
 */
export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const reflection of Object.values(project.reflections)) {
      const shown = FOR_STORES[reflection.name]
      if (shown === undefined || !(reflection instanceof DeclarationReflection)) continue
      const hidden = (reflection.children ?? []).filter(({ name }) => !shown.includes(name))
      for (const member of hidden) project.removeReflection(member)
    }
  })
}
