import type { Plugin } from 'vite';
import { buildReportPlugin } from './build-report.ts';
import { clientModulePlugin } from './client-module.ts';
import { configPlugin } from './config-plugin.ts';
import { exposeAllPlugin } from './expose-all.ts';
import { hotPlugin } from './hot-plugin.ts';
import { leftOutPlugin } from './optimizer-plugin.ts';
import { type CallgateOptions, resolveOptions } from './options.ts';
import { createPluginRsc } from './plugin-rsc.ts';
import { createProject } from './project.ts';
import { referencesModulePlugins } from './references-module.ts';
import { rscDispatcherPlugin } from './rsc-dispatcher.ts';
import { runtimeModulesPlugin } from './runtime-modules.ts';
import { serverModulePlugin } from './server-module.ts';
import { createTable } from './table.ts';
import { transformPlugin } from './transform-plugin.ts';

/**
 * Server functions for Vite, beside `rsc()` of `@vitejs/plugin-rsc`, whose `'use server'` step it
 * replaces.
 */
export function callgate(options: CallgateOptions = {}): Plugin[] {
  const resolved = resolveOptions(options);
  const project = createProject(resolved);
  const rsc = createPluginRsc(project);
  const table = createTable(project, rsc);
  return [
    configPlugin(project),
    leftOutPlugin,
    rsc.plugin,
    runtimeModulesPlugin(project),
    ...referencesModulePlugins(project, table),
    serverModulePlugin(project),
    clientModulePlugin(project),
    ...(resolved.dispatcher === 'plugin-rsc' ? [rscDispatcherPlugin(project)] : []),
    exposeAllPlugin(project),
    transformPlugin(project),
    hotPlugin(project),
    table.plugin,
    buildReportPlugin(project),
  ];
}
