-- CreateEnum
CREATE TYPE "ApprovalOrigin" AS ENUM ('register', 'taken_over', 'amend', 'sign', 'submit', 'pass_technical', 'return_technical', 'pass_legal', 'return_legal', 'publish', 'put_in_use', 'suspend', 'retire', 'redraft');

-- AlterTable
ALTER TABLE "source" ADD COLUMN     "drawn" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "source_approval" (
    "source_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "state" "ApprovalState" NOT NULL,
    "action" "ApprovalOrigin" NOT NULL,
    "file" JSONB NOT NULL,
    "facts" JSONB NOT NULL,
    "actor" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "source_approval_pkey" PRIMARY KEY ("source_id","revision")
);

-- CreateIndex
CREATE INDEX "alert_source_id_opened_at_idx" ON "alert"("source_id", "opened_at");

-- AddForeignKey
ALTER TABLE "source_approval" ADD CONSTRAINT "source_approval_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Cameras that a program drew were put in use as a demonstration: by the words of their approval, in either language.
UPDATE "source" SET "drawn" = true
WHERE "approval_basis" IN (
  '演示：画面由程序绘制，未经任何人审核，不能作为真实证据',
  'Demonstration: pictures drawn by a program, reviewed by nobody, evidence of nothing',
  '演示结束',
  'Demonstration ended'
);

-- How each source stood before is taken over from the audit trail, revision by revision, with the time and the person of each
-- change: what was captured before this upgrade and arrives after it is judged by how the source stood then. Nobody reviewed
-- any of it in the way that is asked for now, and each row says so (`taken_over`).
INSERT INTO "source_approval" ("source_id", "revision", "state", "action", "file", "facts", "actor", "at")
SELECT DISTINCT ON (s."id", (e."facts" #>> '{to,approval,revision}')::int)
  s."id",
  (e."facts" #>> '{to,approval,revision}')::int,
  (e."facts" #>> '{to,approval,state}')::"ApprovalState",
  (CASE WHEN e."action" = 'source.created' THEN 'register' ELSE 'taken_over' END)::"ApprovalOrigin",
  jsonb_build_object(
    'necessity', '', 'basis', coalesce(e."facts" #>> '{to,approval,basis}', ''), 'owner', '',
    'isPublicPlace', s."kind" <> 'kitchen', 'isPoliceStream', false, 'accessAuthority', '',
    'policeFiling', null, 'calibration', null, 'sign', null, 'publication', null, 'trialUntil', null
  ),
  jsonb_build_object('sequence', e."sequence"),
  e."actor",
  e."at"
FROM "source" s
JOIN "audit_entry" e ON e."subject" = 'source/' || s."id" AND e."action" IN ('source.created', 'source.changed')
WHERE e."facts" #>> '{to,approval,revision}' IS NOT NULL
ORDER BY s."id", (e."facts" #>> '{to,approval,revision}')::int, e."sequence";

-- Where the trail does not say how a source came to stand as it does, it does so from now on, and no sooner.
INSERT INTO "source_approval" ("source_id", "revision", "state", "action", "file", "facts", "actor", "at")
SELECT
  s."id", s."approval_revision", s."approval_state", 'taken_over',
  jsonb_build_object(
    'necessity', '', 'basis', s."approval_basis", 'owner', '',
    'isPublicPlace', s."kind" <> 'kitchen', 'isPoliceStream', false, 'accessAuthority', '',
    'policeFiling', null, 'calibration', null, 'sign', null, 'publication', null, 'trialUntil', null
  ),
  '{}', 'system', now()
FROM "source" s
WHERE NOT EXISTS (
  SELECT 1 FROM "source_approval" a WHERE a."source_id" = s."id" AND a."revision" = s."approval_revision"
);

-- A drawn camera is in use no more.
INSERT INTO "source_approval" ("source_id", "revision", "state", "action", "file", "facts", "actor", "at")
SELECT a."source_id", a."revision" + 1, 'draft', 'redraft', a."file", '{}', 'system', now()
FROM "source_approval" a JOIN "source" s ON s."id" = a."source_id" AND s."approval_revision" = a."revision"
WHERE s."drawn" AND s."approval_state" IN ('technical_review', 'legal_review', 'published', 'in_use', 'suspended');
UPDATE "source" SET "approval_state" = 'draft', "approval_revision" = "approval_revision" + 1, "version" = "version" + 1
WHERE "drawn" AND "approval_state" IN ('technical_review', 'legal_review', 'published', 'in_use', 'suspended');

-- What was recorded stays as it was recorded.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "source_approval" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON "source_approval" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
