-- The register's word is model. Nothing is copied: tables, keys and indices keep what they hold.
ALTER TYPE "NetworkState" RENAME TO "ModelState";
ALTER TABLE "network" RENAME TO "model";
ALTER TABLE "model" RENAME CONSTRAINT "network_pkey" TO "model_pkey";
ALTER TABLE "model" RENAME CONSTRAINT "network_created_by_fkey" TO "model_created_by_fkey";
ALTER INDEX "network_name_key" RENAME TO "model_name_key";
ALTER INDEX "network_state_idx" RENAME TO "model_state_idx";
ALTER TABLE "worker_report" RENAME COLUMN "networks" TO "models";

-- Why a dry run failed is told by a code, of which five changed their first word, and one of its facts.
UPDATE "model"
SET "trial" = jsonb_set("trial", '{code}', to_jsonb(replace("trial" ->> 'code', 'network_', 'model_')))
WHERE "trial" ->> 'code' LIKE 'network\_%';
UPDATE "model"
SET "trial" = jsonb_set("trial" #- '{facts,network}', '{facts,model}', "trial" #> '{facts,network}')
WHERE "trial" #> '{facts,network}' IS NOT NULL;
