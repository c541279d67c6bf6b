/**
 * The order of the folders inside a room, from the lowest floor up: a folder imports from lower floors only, so that there
 * is no circle of folders. Folders of one floor know nothing of each other; a folder inside a folder may have a floor of its
 * own. `ground` names the files beside the folders that every floor stands on; the other files there stand on top of all. A
 * folder that is not listed may not be imported and imports nothing. Tests stand beside the floors.
 */
module.exports = {
  /** The way of the data (docs/architecture.md). */
  'ingest/src': {
    ground: [],
    floors: [
      ['floor'],
      ['media'],
      ['sources'],
      ['ring', 'live'],
      ['perceive/decode', 'perceive/gate'],
      ['perceive/infer'],
      ['perceive'],
      ['findings'],
      ['judge', 'spool'],
      ['dossier', 'shadow'],
      ['faces', 'handover', 'probe', 'speakers', 'trial', 'watch'],
      ['worker', 'replay'],
      ['bench'],
    ],
  },
  'api/src': {
    ground: ['command-line', 'config', 'config-parts', 'deps', 'refusal', 'sign-in-config'],
    floors: [
      ['generated'],
      ['database'],
      ['http', 'plates'],
      ['audit', 'health', 'live'],
      ['units'],
      ['approvals', 'chains', 'keeping', 'masks', 'recusals', 'stamps', 'viewing', 'worker-keys'],
      ['evidence-modes', 'phrases', 'second-factor'],
      ['alerts', 'clothing', 'exhibits', 'people', 'sources', 'zones'],
      [
        'cases',
        'limits',
        'live-view',
        'models',
        'permits',
        'precision',
        'rules',
        'sessions',
        'setup',
        'site-files',
        'speakers',
      ],
      ['provider', 'reminders', 'shadows'],
      ['catalogue', 'dossiers', 'machine', 'matters', 'workers'],
      ['certificates', 'hiding', 'integrity', 'originals', 'steps'],
      ['copies', 'packages', 'reviews', 'datasets', 'documents', 'org', 'supervisions'],
      ['filing'],
    ],
  },
}
