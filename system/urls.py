from django.urls import path

from .views import department, employee, log, rights, setup

app_name = "system"
urlpatterns = [
    path("setup/", setup.SetupStart.as_view(), name="setup"),
    path("setup/<slug:step>/", setup.SetupStep.as_view(), name="setup_step"),
    path("employees/", employee.EmployeeList.as_view(), name="employee_list"),
    path("employees/new/", employee.EmployeeCreate.as_view(), name="employee_create"),
    path("employees/<int:pk>/", employee.EmployeeDetail.as_view(), name="employee_detail"),
    path("employees/<int:pk>/edit/", employee.EmployeeEdit.as_view(), name="employee_edit"),
    path(
        "employees/<int:pk>/status/<slug:status>/", employee.EmployeeStatus.as_view(), name="employee_status"
    ),
    path("employees/<int:pk>/roles/", employee.EmployeeRoles.as_view(), name="employee_roles"),
    path("employees/<int:pk>/rate/", employee.EmployeeRate.as_view(), name="employee_rate"),
    path(
        "employees/<int:pk>/reset-password/",
        employee.EmployeeResetPassword.as_view(),
        name="employee_reset_password",
    ),
    path(
        "employees/<int:pk>/sessions/end/",
        employee.EmployeeSessionEnd.as_view(),
        name="employee_sessions_end",
    ),
    path(
        "employees/<int:pk>/sessions/<int:session>/end/",
        employee.EmployeeSessionEnd.as_view(),
        name="employee_session_end",
    ),
    path("departments/", department.DepartmentTree.as_view(), name="department_tree"),
    path("departments/list/", department.DepartmentList.as_view(), name="department_list"),
    path("departments/new/", department.DepartmentCreate.as_view(), name="department_create"),
    path("departments/<int:pk>/", department.DepartmentDetail.as_view(), name="department_detail"),
    path("departments/<int:pk>/edit/", department.DepartmentEdit.as_view(), name="department_edit"),
    path("departments/<int:pk>/move/", department.DepartmentMove.as_view(), name="department_move"),
    path("departments/<int:pk>/drop/", department.DepartmentDrop.as_view(), name="department_drop"),
    path("rights/", rights.RightsPage.as_view(), name="rights"),
    path("logs/sign-ins/", log.LoginLogList.as_view(), name="loginlog_list"),
    path("logs/operations/", log.OperationLogList.as_view(), name="operationlog_list"),
]
