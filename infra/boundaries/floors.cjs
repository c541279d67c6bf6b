/**
 * The order of the folders inside a room, from the lowest floor up: a folder imports from lower floors only, so that there
 * is no circle of folders. Folders of one floor know nothing of each other. `ground` names the files beside the folders
 * that every floor stands on; the other files there stand on top of all. A folder that is not listed may not be imported
 * and imports nothing.
 */
module.exports = {
  'api/src': {
    ground: ['config', 'deps', 'refusal'],
    floors: [
      ['generated'],
      ['database'],
      ['http', 'plates'],
      ['audit', 'health', 'live'],
      ['alerts', 'exhibits', 'people', 'sources', 'zones'],
      ['cases', 'live-view', 'networks', 'permits', 'rules', 'sessions', 'setup'],
      ['dossiers', 'machine', 'matters', 'workers'],
      ['steps'],
      ['packages', 'reviews'],
    ],
  },
}
