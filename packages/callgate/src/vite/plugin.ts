import type { Plugin } from 'vite';
import { buildReportPlugin } from './build-report.ts';
import { clientModulePlugin } from './client-module.ts';
import { configPlugin } from './config-plugin.ts';
import { exposeAllPlugin } from './expose-all.ts';
import { hotPlugin } from './hot-plugin.ts';
import { type CallgateOptions, resolveOptions } from './options.ts';
import { createPluginRsc } from './plugin-rsc.ts';
import { createProject } from './project.ts';
import { runtimeModulesPlugin } from './runtime-modules.ts';
import { serverModulePlugins } from './server-module.ts';
import { tablePlugin } from './table.ts';
import { transformPlugin } from './transform-plugin.ts';

/**
 * Server functions for Vite, beside `rsc()` of `@vitejs/plugin-rsc`, whose `'use server'` step it
 * replaces.
 */
export function callgate(options: CallgateOptions = {}): Plugin[] {
  const project = createProject(resolveOptions(options));
  const rsc = createPluginRsc(project);
  return [
    configPlugin(project),
    rsc.plugin,
    runtimeModulesPlugin(project),
    ...serverModulePlugins(project),
    clientModulePlugin(project),
    exposeAllPlugin(project),
    transformPlugin(project),
    hotPlugin(project),
    tablePlugin(project, rsc),
    buildReportPlugin(project),
  ];
}
