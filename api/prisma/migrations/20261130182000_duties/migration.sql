-- AlterEnum: what `admin` held is split. The old value stays, unused.
ALTER TYPE "Role" ADD VALUE 'device_admin' BEFORE 'admin';
ALTER TYPE "Role" ADD VALUE 'system_admin' BEFORE 'admin';
ALTER TYPE "Role" ADD VALUE 'security_admin' BEFORE 'admin';
ALTER TYPE "Role" ADD VALUE 'audit_admin' BEFORE 'admin';
